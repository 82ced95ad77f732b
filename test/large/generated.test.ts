import assert from 'node:assert/strict';
import fc from 'fast-check';
import { generateTenant } from '../../bench/generate/tenant.js';
import { check } from '../support/policy.js';

describe('invented tenants', () => {
  it('check without any finding but those that comments silence, whatever their seed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 100, max: 1500 }), (seed, lines) => {
        const { files } = generateTenant({ lines, seed, files: 3 });
        const { diagnostics, tests } = check(files.map(({ text }) => text));
        assert.deepEqual(
          diagnostics
            .filter(({ suppressed }) => suppressed === undefined)
            .map(({ rule, message }) => `${rule}: ${message}`),
          [],
        );
        assert.notEqual(tests.length, 0);
      }),
      { numRuns: 20 },
    );
  });

  it('are the same for the same size and seed, and others for another', () => {
    const size = { lines: 700, seed: 3 };
    assert.deepEqual(generateTenant(size), generateTenant(size));
    assert.notDeepEqual(generateTenant(size), generateTenant({ ...size, seed: 4 }));
  });

  it('are as long as they are asked to be, in as many files', () => {
    const { files } = generateTenant({ lines: 20_000, files: 10 });
    const lines = files.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
    assert.ok(Math.abs(lines - 20_000) < 400, `${lines} lines`);
    assert.ok(files.length >= 9 && files.length <= 10, `${files.length} files`);
    assert.equal(files[0]?.path, 'tenant.spaceward.yaml');
  });
});
