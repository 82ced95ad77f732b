import fc from 'fast-check';

const codePoint = fc.oneof(
  fc.integer({ min: 0x20, max: 0x7e }),
  // Every other one but halves of surrogate pairs.
  fc.integer({ min: 0, max: 0x10ffff - 0x800 }).map((n) => (n < 0xd800 ? n : n + 0x800)),
);

/** Any text of whole code points. Unlike fast-check's own, it is made without a table of all of them. */
export function anyText(length: {
  readonly min?: number;
  readonly max: number;
}): fc.Arbitrary<string> {
  return fc
    .array(codePoint, { minLength: length.min ?? 0, maxLength: length.max })
    .map((points) => String.fromCodePoint(...points));
}
