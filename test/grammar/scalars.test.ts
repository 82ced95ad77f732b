/** Scalars that hold one thing: principals, users, references, lists of roles. */
import assert from 'node:assert/strict';
import { parseRoleList, readPrincipal, readReference, readUser } from '../../grammar/src/index.js';
import { leaves, plain } from './trees.js';

const user = (text: string, explicit = false) => ({ kind: 'user', name: { text }, explicit });
const group = (text: string) => ({ kind: 'group', name: { text } });

function principal(text: string, link = false): unknown {
  const { tree, problems } = readPrincipal(text, { link });
  assert.deepEqual(problems, [], text);
  for (const leaf of leaves(tree))
    assert.equal(text.slice(leaf.span.start, leaf.span.end), leaf.text);
  return plain(tree);
}

/** The message of the only problem, with the place that it is about. */
function problem({ problems }: ReturnType<typeof readPrincipal>, text: string): string {
  assert.equal(problems.length, 1);
  const [one] = problems;
  return `${one?.message ?? ''} [${text.slice(one?.span.start, one?.span.end)}]`;
}

describe('readPrincipal', () => {
  it('takes the rest of the scalar as the name, verbatim', () => {
    assert.deepEqual(principal('anna'), user('anna'));
    assert.deepEqual(principal('group Finance Team'), group('Finance Team'));
    assert.deepEqual(principal('GROUP \t "Finance"  Team'), group('"Finance"  Team'));
    assert.deepEqual(principal('user everyone'), user('everyone', true));
    assert.deepEqual(principal('User group x'), user('group x', true));
    assert.deepEqual(principal('  Anna Lind (sales) '), user('Anna Lind (sales)'));
    assert.deepEqual(principal('groups'), user('groups'));
    assert.deepEqual(principal('can'), user('can'));
    assert.deepEqual(principal('group Продажи'), group('Продажи'));
  });

  it('knows everyone and the holders of a link, in any letter case', () => {
    assert.deepEqual(principal('Everyone'), { kind: 'everyone' });
    assert.deepEqual(principal('Anyone with  the link', true), { kind: 'link' });
    assert.deepEqual(principal('anyone', true), user('anyone'));
  });

  it('refuses a link outside shares, keywords without a name, and nothing', () => {
    const link = readPrincipal('anyone with the link', { link: false });
    assert.match(problem(link, 'anyone with the link'), /can only stand in shares/);
    assert.equal(link.tree?.kind, 'link');
    for (const word of ['group', 'User ']) {
      const found = problem(readPrincipal(word, { link: true }), word);
      assert.equal(found, `expected a name after ${word.trim().toLowerCase()} [${word.trim()}]`);
    }
    const nothing = problem(readPrincipal(' ', { link: true }), ' ');
    assert.equal(nothing, 'expected a user, a group or everyone [ ]');
  });
});

describe('readUser', () => {
  it('takes users', () => {
    assert.deepEqual(plain(readUser('anna').tree), user('anna'));
    assert.deepEqual(plain(readUser(' user Anna Lind').tree), user('Anna Lind', true));
  });

  it('refuses groups, everyone, links and nothing', () => {
    const refused = {
      'group finance': 'expected a user, found a group',
      Everyone: 'expected a user, found "Everyone"',
      'anyone with the link': 'expected a user, found "anyone with the link"',
      user: 'expected a name after user',
      '': 'expected a user',
    };
    for (const [text, message] of Object.entries(refused)) {
      const { tree, problems } = readUser(text);
      assert.equal(tree, undefined);
      assert.deepEqual(
        problems.map((one) => one.message),
        [message],
      );
    }
  });
});

describe('readReference', () => {
  const read = (text: string) => {
    const { tree, problems } = readReference(text);
    assert.deepEqual(problems, [], text);
    for (const leaf of leaves(tree)) {
      assert.equal(text.slice(leaf.span.start, leaf.span.end), leaf.text);
    }
    return plain(tree);
  };

  it('splits at the first slash', () => {
    assert.deepEqual(read(' Finance Dev '), { space: { text: 'Finance Dev' } });
    assert.deepEqual(read("Finance Dev/Demo - Beginner's/2"), {
      space: { text: 'Finance Dev' },
      item: { name: { text: "Demo - Beginner's/2" } },
    });
  });

  it('knows kinds of content, and no other words before a colon', () => {
    assert.deepEqual(read('Finance/ml-experiment:Churn: 2'), {
      space: { text: 'Finance' },
      item: { kind: { text: 'ml-experiment' }, name: { text: 'Churn: 2' } },
    });
    for (const text of ['apps:KPI', 'app : KPI', 'app: KPI', 'App:KPI', 'qvd:x']) {
      assert.deepEqual(read(`Finance/${text}`), {
        space: { text: 'Finance' },
        item: { name: { text } },
      });
    }
  });

  it('refuses empty places', () => {
    const refused = {
      '': 'expected a space or an item []',
      'Finance/': 'expected an item after the slash [/]',
      '/KPI': 'expected a space before the slash [/]',
      'Finance/app:': 'expected an item after app: [app:]',
    };
    for (const [text, expected] of Object.entries(refused)) {
      const { problems } = readReference(text);
      const found = problems.map(
        ({ message, span }) => `${message} [${text.slice(span.start, span.end)}]`,
      );
      assert.deepEqual(found, [expected]);
    }
  });
});

describe('parseRoleList', () => {
  const texts = (text: string) => {
    const { tree, problems } = parseRoleList(text);
    assert.deepEqual(problems, [], text);
    return tree?.map((role) => role.text);
  };

  it('reads names separated by commas', () => {
    assert.deepEqual(texts('can view'), ['can view']);
    assert.deepEqual(texts(' can view,Can edit data in  applications , is and as'), [
      'can view',
      'Can edit data in applications',
      'is and as',
    ]);
    assert.deepEqual(texts(`"can, view", 'it''s'`), ['can, view', "it's"]);
    assert.deepEqual(texts('可管理, Владелец'), ['可管理', 'Владелец']);
  });

  it('gives exact places', () => {
    const text = ' can  view , "is owner"';
    const places = parseRoleList(text).tree?.map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(places, ['can  view', '"is owner"']);
  });

  it('reports each empty place, and reads the others', () => {
    const cases: [string, string[], string[]][] = [
      ['', [], ['expected a role []']],
      [' ', [], ['expected a role [ ]']],
      ['can view,', ['can view'], ['expected a role [,]']],
      [', can view', ['can view'], ['expected a role [,]']],
      ['a,,b', ['a', 'b'], ['expected a role [,]']],
      ['"a', ['"a'], ['this quote is never closed: expected another " after the role ["a]']],
      ['"" , b', ['', 'b'], ['expected a role between the quotes [""]']],
      [
        '"a" b, c',
        ['"a" b', 'c'],
        ['expected a comma or the end of the list after the quoted role [ b]'],
      ],
    ];
    for (const [text, roles, expected] of cases) {
      const { tree, problems } = parseRoleList(text);
      const found = problems.map(
        ({ message, span }) => `${message} [${text.slice(span.start, span.end)}]`,
      );
      assert.deepEqual(found, expected, text);
      if (text !== '"" , b')
        assert.deepEqual(
          tree?.map((role) => role.text),
          roles,
        );
    }
  });
});
