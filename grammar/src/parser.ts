/**
 * The grammar of sentences. It decides on one token everywhere (`maxLookahead: 1`, which a test
 * validates), so the first token that no sentence could have there is the one that is reported.
 */
import type { CstNode, IToken } from 'chevrotain';
import { NAME, PartsParser } from './parts.js';
import { ActionName, keywords as k, Name, Quoted } from './tokens.js';

/** The two kinds of sentence, named as the rules that read them. */
export type Start = 'expectation' | 'change';

/** Reads tokens into a concrete tree. It doesn't recover by itself: `repair.ts` mends the tokens first. */
export class SentenceParser extends PartsParser {
  constructor(validate = false) {
    super(validate);
    this.performSelfAnalysis();
  }

  /** The concrete tree, or nothing where the tokens are no sentence. */
  read(start: Start, tokens: IToken[]): CstNode | undefined {
    this.input = tokens;
    const node = this[start]();
    return this.errors.length === 0 ? node : undefined;
  }

  readonly expectation = this.RULE('expectation', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(k.only);
          this.SUBRULE1(this.subjects);
          this.SUBRULE1(this.affirmation);
        },
      },
      {
        ALT: () => {
          this.CONSUME(k.nobody);
          this.OPTION1(() => {
            this.CONSUME(k.except);
            this.SUBRULE2(this.subjects);
          });
          this.SUBRULE2(this.affirmation);
        },
      },
      {
        ALT: () => {
          this.SUBRULE3(this.subjects);
          this.SUBRULE(this.verb);
        },
      },
    ]);
    this.SUBRULE(this.actions);
    this.SUBRULE(this.target);
    this.OPTION2(() => {
      this.CONSUME(k.because);
      this.SUBRULE(this.cause);
    });
  });

  readonly affirmation = this.RULE('affirmation', () => {
    this.OR([{ ALT: () => this.CONSUME(k.can) }, { ALT: () => this.CONSUME(k.could) }]);
  });

  readonly verb = this.RULE('verb', () => {
    this.OR([
      { ALT: () => this.CONSUME(k.can) },
      { ALT: () => this.CONSUME(k.cannot) },
      {
        ALT: () => {
          this.CONSUME(k.could);
          this.OPTION(() => this.CONSUME(k.never));
        },
      },
    ]);
  });

  readonly subjects = this.RULE('subjects', () => {
    this.SUBRULE1(this.subject);
    this.MANY(() => {
      this.SUBRULE(this.separator);
      this.SUBRULE2(this.subject);
    });
  });

  readonly subject = this.RULE('subject', () => {
    this.OR([
      { ALT: () => this.CONSUME(k.everyone) },
      {
        ALT: () => {
          this.named();
        },
      },
      { ALT: () => this.CONSUME(Quoted, NAME) },
      { ALT: () => this.CONSUME(Name, NAME) },
      {
        ALT: () => {
          this.CONSUME(k.every);
          this.SUBRULE(this.holders);
        },
      },
      {
        ALT: () => {
          this.CONSUME(k.members);
          this.CONSUME(k.of);
          this.SUBRULE(this.reference);
        },
      },
      { ALT: () => this.CONSUME(k.admins) },
    ]);
  });

  readonly actions = this.RULE('actions', () => {
    this.SUBRULE1(this.action);
    this.MANY(() => {
      this.SUBRULE(this.separator);
      this.SUBRULE2(this.action);
    });
  });

  readonly action = this.RULE('action', () => {
    this.OR([
      { ALT: () => this.CONSUME(ActionName, NAME) },
      { ALT: () => this.CONSUME(Quoted, NAME) },
    ]);
  });

  readonly target = this.RULE('target', () => {
    this.OR1([{ ALT: () => this.CONSUME(k.on) }, { ALT: () => this.CONSUME(k.in) }]);
    this.OR2([
      {
        ALT: () => {
          this.places();
        },
      },
      { ALT: () => this.SUBRULE(this.newSpace) },
    ]);
  });

  /** Where something is, and where it goes; or several such places. */
  private places(): void {
    this.SUBRULE1(this.reference);
    this.OR3([
      {
        ALT: () => {
          this.CONSUME(k.to);
          this.SUBRULE(this.destination);
        },
      },
      {
        ALT: () => {
          this.MANY(() => {
            this.SUBRULE(this.separator);
            this.SUBRULE2(this.reference);
          });
        },
      },
    ]);
  }

  readonly newSpace = this.RULE('newSpace', () => {
    this.CONSUME(k.a);
    this.CONSUME(k.new);
    this.OR([
      { ALT: () => this.CONSUME(k.shared) },
      { ALT: () => this.CONSUME(k.managed) },
      { ALT: () => this.CONSUME(k.data) },
    ]);
    this.CONSUME(k.space);
  });

  readonly change = this.RULE('change', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.removing) },
      { ALT: () => this.SUBRULE(this.adding) },
      { ALT: () => this.SUBRULE(this.deleting) },
      { ALT: () => this.SUBRULE(this.moving) },
      { ALT: () => this.SUBRULE(this.giving) },
      { ALT: () => this.SUBRULE(this.taking) },
      { ALT: () => this.SUBRULE(this.making) },
    ]);
  });

  readonly removing = this.RULE('removing', () => {
    this.CONSUME(k.remove);
    this.SUBRULE(this.principal);
    this.OPTION(() => {
      this.CONSUME(k.from);
      this.OR([
        { ALT: () => this.SUBRULE(this.groupNamed) },
        { ALT: () => this.SUBRULE(this.reference) },
      ]);
    });
  });

  readonly adding = this.RULE('adding', () => {
    this.CONSUME(k.add);
    this.SUBRULE(this.principal);
    this.CONSUME(k.to);
    this.OR([
      { ALT: () => this.SUBRULE(this.groupNamed) },
      {
        ALT: () => {
          this.SUBRULE(this.reference);
          this.CONSUME(k.as);
          this.SUBRULE(this.spaceRoles);
        },
      },
    ]);
  });

  readonly deleting = this.RULE('deleting', () => {
    this.CONSUME(k.delete);
    this.SUBRULE(this.reference);
  });

  readonly moving = this.RULE('moving', () => {
    this.CONSUME(k.move);
    this.SUBRULE(this.reference);
    this.CONSUME(k.to);
    this.SUBRULE(this.destination);
  });

  readonly giving = this.RULE('giving', () => {
    this.CONSUME(k.give);
    this.SUBRULE(this.principal);
    this.SUBRULE(this.tenantRole);
  });

  readonly taking = this.RULE('taking', () => {
    this.CONSUME(k.take);
    this.SUBRULE(this.tenantRole);
    this.CONSUME(k.from);
    this.SUBRULE(this.principal);
  });

  readonly making = this.RULE('making', () => {
    this.CONSUME(k.make);
    this.SUBRULE(this.principal);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(k.owner);
          this.CONSUME(k.of);
          this.SUBRULE(this.reference);
        },
      },
      { ALT: () => this.SUBRULE(this.entitlement) },
    ]);
  });
}

// Built on first use, for it costs milliseconds; it holds no state between sentences.
let parser: SentenceParser | undefined;

/** The one parser. */
export function sentenceParser(): SentenceParser {
  parser ??= new SentenceParser();
  return parser;
}
