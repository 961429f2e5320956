// A first start of n8n, a whole sync and its reconciliation take their time.
jest.setTimeout(300_000);
