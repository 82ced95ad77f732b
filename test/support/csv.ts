import assert from 'node:assert/strict';

/** The records of a CSV file, by RFC 4180 to the letter. */
export function readCsv(text: string): string[][] {
  const records: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/uy;
  let record: string[] = [];
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const [, quoted, plain, end] =
      field.exec(text) ?? assert.fail(`no field at ${at}: ${text.slice(at, at + 80)}`);
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  assert.deepEqual(record, []);
  for (const each of records) assert.equal(each.length, records[0]?.length);
  return records;
}

/** The records of a CSV file with a head, by their columns. */
export function readCsvRows(text: string): Record<string, string>[] {
  const [head = [], ...records] = readCsv(text);
  return records.map((record) =>
    Object.fromEntries(head.map((column, index) => [column, record[index] ?? ''])),
  );
}
