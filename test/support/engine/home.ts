import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Imported before n8n-core: the engine keeps a settings file in n8n's folder, which must not be the user's own.
const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_LOG_LEVEL = 'silent'; // a node that fails on purpose would fill the screen
afterAll(() => rmSync(folder, { recursive: true, force: true }));
