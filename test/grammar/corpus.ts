/** Sentences that together take every way through the grammar, with their words apart. */

/** One sentence: its kind, its words, and the text that joins them with spaces. */
export interface Sample {
  readonly kind: 'expectation' | 'change';
  readonly words: readonly string[];
}

const expectations = `
anna can app.open on Finance
anna cannot app.open on "Finance Dev/Legacy"
anna could app.open in Finance
anna could never space.delete on Finance because admin
everyone cannot app.open on Finance
anna2 can app.open on "Finance Dev/Demo App - Beginner's tutorial" because share
only anna and admins can space.delete on "Finance Dev"
only user anna could app.open on Finance / KPI
nobody can app.open on Finance because everyone
nobody could space.delete on Finance
nobody except admins , group finance can space.delete on Finance because item owner
nobody except every full , and ali could space.delete on Finance
every Tenant Admin can space.create in a new shared space
every Shared Space Creator and every "Data Admin" can space.create in a new data space because no role
every analyzer cannot space.create in a new managed space
members of Finance and members of "Finance Dev/KPI" can app.open on Finance / KPI
members of Finance / KPI can app.open on Finance
group "Finance Team" , group can and user everyone can app.open , app.edit and "Open an app" on Finance
user "anna lind" can "Script actions > Reload the script" on Finance because "item owner"
anna can app.move on Finance / KPI to Sales
anna can app.publish and app.move on "Finance Dev/KPI" to "Sales 2" because owner
anna can app.open on Finance , Sales and "Finance Dev" , and HR because group
'anna lind' and "eve" could never app.open on 'Bob''s/KPI'`
  .trim()
  .split('\n');

const changes = `
remove anna
remove group finance from Finance
remove user can from group finance
remove everyone from "Finance Dev"
remove anyone with the link from Finance / KPI
remove anyone from group "Finance Team"
add anna to group can
add group finance to Finance as can view
add "anna lind" to "Finance Dev/KPI" as can view , Can edit data in applications , "has restricted view"
add anyone with the link to Finance / KPI as can view
delete Finance
delete Finance / KPI
move "Finance Dev/KPI" to Sales
move Finance to Sales / KPI
give anna Steward
give user "ali" Shared Space Creator
give group finance "Audit Admin"
take Tenant Admin from anna
take "Tenant Admin" from group finance
make anna owner of Finance / KPI
make user ali owner of "Finance Dev"
make anna full
make anna basic
make anna professional
make ali analyzer
make ali none
make "anna lind" unknown
make anyone owner of Finance`
  .trim()
  .split('\n');

/** The words of a sentence whose words and signs stand apart. */
export function wordsOf(sentence: string): string[] {
  return sentence.match(/"(?:[^"]|"")*"|'(?:[^']|'')*'|\S+/g) ?? [];
}

/** The corpus. */
export const corpus: readonly Sample[] = [
  ...expectations.map((line) => ({ kind: 'expectation' as const, words: wordsOf(line) })),
  ...changes.map((line) => ({ kind: 'change' as const, words: wordsOf(line) })),
];
