import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const community = n8nCommunityNodesPlugin.configs.recommended; // with the rules for n8n's cloud
const base = (group) => n8nNodesBase.configs[group].rules;
const typescript = [js.configs.recommended, ...tseslint.configs.recommended];

/** Holds everywhere: what the compiler does not see. */
const ours = {
	'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
	'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
	eqeqeq: 'error',
	'no-undef': 'off', // TypeScript's own job, and it knows the globals
	'max-lines': ['warn', { max: 300, skipBlankLines: true }],
};

export default defineConfig(
	globalIgnores(['dist', 'build', 'coverage']),
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [...typescript, community],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: { ...ours, 'no-console': 'error' },
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...base('nodes'),
			// These three are off in n8n's own configuration for community packages:
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off', // wants 'main'; the other plugin forbids it
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off', // the same for outputs
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off', // a limit may have an upper end
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...base('credentials'),
			// Off in n8n's own configuration too:
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off', // n8n's own pages; ours are full addresses
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off', // the other plugin has the better rule
		},
	},
	{
		files: ['package.json'],
		extends: [community],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: base('community'),
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		files: ['sandbox/**/*.ts', 'test/**/*.ts'],
		extends: typescript,
		rules: ours,
	},
	{
		files: ['**/*.mjs', '**/*.cjs', '*.js'],
		extends: [js.configs.recommended],
		rules: { eqeqeq: 'error', 'no-undef': 'off', 'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }] },
	},
	{
		// jest and Node load these as CommonJS; a test also loads every credential file by its name
		files: ['test/**/*.ts'],
		rules: { '@typescript-eslint/no-require-imports': 'off' },
	},
);
