/** Concrete trees of changes to the trees of `ast.ts`. */
import type { CstNode } from 'chevrotain';
import type { ChangeNode, Name, Phrase, PrincipalNode, ReferenceNode, Span } from './ast.js';
import { destination, groupName, principal } from './build.js';
import { node, nodes, type Reader } from './reader.js';

type Build = (parts: Parts, span: Span) => ChangeNode | undefined;

/** A change. */
export function buildChange(reader: Reader, cst: CstNode): ChangeNode | undefined {
  for (const [rule, build] of Object.entries(builders)) {
    const change = node(cst, rule);
    if (change) return build(new Parts(reader, change), reader.span(change));
  }
  return undefined;
}

/** The parts of a change; those that are missing are empty. */
class Parts {
  constructor(
    private readonly reader: Reader,
    readonly cst: CstNode,
  ) {}

  principal(): PrincipalNode {
    const place = node(this.cst, 'principal') ?? this.cst;
    const found = principal(this.reader, place);
    if (found) return found;
    const group = node(place, 'groupNamed');
    const holder = (group && node(group, 'groupName')) ?? node(place, 'userName') ?? place;
    const name = this.reader.missing(holder);
    const span = this.reader.span(place, name.span);
    if (group) return { kind: 'group', name, span };
    return { kind: 'user', name, explicit: holder !== place, span };
  }

  reference(): ReferenceNode {
    const place = node(this.cst, 'reference') ?? this.cst;
    return this.reader.reference(place) ?? this.reader.missingReference(place);
  }

  destination(): ReferenceNode {
    const place = node(node(this.cst, 'destination') ?? this.cst, 'reference') ?? this.cst;
    return destination(this.reader, this.cst) ?? this.reader.missingReference(place);
  }

  group(): { kind: 'group'; name: Name } | undefined {
    const group = node(this.cst, 'groupNamed');
    if (!group) return undefined;
    const name = groupName(this.reader, group);
    return {
      kind: 'group',
      name: name ?? this.reader.missing(node(group, 'groupName') ?? group),
    };
  }

  phrase(rule: string): Phrase {
    const place = node(this.cst, rule) ?? this.cst;
    return this.reader.phrase(place) ?? this.reader.missingPhrase(place);
  }

  roles(): Phrase[] {
    const list = node(this.cst, 'spaceRoles');
    return list ? nodes(list, 'spaceRole').flatMap((each) => this.reader.phrase(each) ?? []) : [];
  }
}

const builders: Readonly<Record<string, Build>> = {
  removing: (parts, span) => {
    const base = { kind: 'remove', principal: parts.principal(), span } as const;
    const group = parts.group();
    if (group) return { ...base, from: group };
    if (!node(parts.cst, 'reference')) return base;
    return { ...base, from: { kind: 'reference', reference: parts.reference() } };
  },
  adding: (parts, span) => ({
    kind: 'add',
    principal: parts.principal(),
    to: parts.group() ?? {
      kind: 'reference',
      reference: parts.reference(),
      roles: parts.roles(),
    },
    span,
  }),
  deleting: (parts, span) => ({ kind: 'delete', what: parts.reference(), span }),
  moving: (parts, span) => ({
    kind: 'move',
    what: parts.reference(),
    to: parts.destination(),
    span,
  }),
  giving: (parts, span) => ({
    kind: 'give',
    principal: parts.principal(),
    role: parts.phrase('tenantRole'),
    span,
  }),
  taking: (parts, span) => ({
    kind: 'take',
    role: parts.phrase('tenantRole'),
    principal: parts.principal(),
    span,
  }),
  making: (parts, span) =>
    node(parts.cst, 'entitlement')
      ? {
          kind: 'make-entitled',
          principal: parts.principal(),
          entitlement: parts.phrase('entitlement'),
          span,
        }
      : { kind: 'make-owner', principal: parts.principal(), of: parts.reference(), span },
};
