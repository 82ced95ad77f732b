/** The parts that both kinds of sentence are made of: principals, references, phrases. */
import { CstParser, type TokenType } from 'chevrotain';
import {
  AnyWord,
  Comma,
  keywords as k,
  Name,
  Quoted,
  Slash,
  UserName,
  vocabulary,
} from './tokens.js';
import { ENTITLEMENTS } from './words.js';

/** A name's token in the concrete tree, and a phrase's. */
export const NAME = { LABEL: 'name' };
const WORDS = { LABEL: 'word' };

/** Rules without a sentence. A subclass adds those and analyses the whole. */
export abstract class PartsParser extends CstParser {
  constructor(validate: boolean) {
    super([...vocabulary], {
      maxLookahead: 1,
      skipValidations: !validate,
    });
  }

  readonly separator = this.RULE('separator', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(Comma);
          this.OPTION(() => this.CONSUME1(k.and));
        },
      },
      { ALT: () => this.CONSUME2(k.and) },
    ]);
  });

  readonly principal = this.RULE('principal', () => {
    this.OR([
      { ALT: () => this.CONSUME(k.everyone) },
      {
        ALT: () => {
          this.named();
        },
      },
      { ALT: () => this.CONSUME(Quoted, NAME) },
      { ALT: () => this.CONSUME(UserName, NAME) },
      {
        ALT: () => {
          this.CONSUME(k.anyone);
          this.OPTION(() => {
            this.CONSUME(k.with);
            this.CONSUME(k.the);
            this.CONSUME(k.link);
          });
        },
      },
    ]);
  });

  /** `group finance`, `user anna`: the name may be any word. */
  protected named(): void {
    this.OR2([
      { ALT: () => this.SUBRULE(this.groupNamed) },
      {
        ALT: () => {
          this.CONSUME(k.user);
          this.SUBRULE(this.userName);
        },
      },
    ]);
  }

  readonly groupNamed = this.RULE('groupNamed', () => {
    this.CONSUME(k.group);
    this.SUBRULE(this.groupName);
  });

  readonly groupName = this.RULE('groupName', () => {
    this.anyName();
  });

  readonly userName = this.RULE('userName', () => {
    this.anyName();
  });

  protected anyName(): void {
    this.OR([
      { ALT: () => this.CONSUME(Quoted, NAME) },
      { ALT: () => this.CONSUME(AnyWord, NAME) },
    ]);
  }

  readonly reference = this.RULE('reference', () => {
    this.OR([
      { ALT: () => this.CONSUME(Quoted, NAME) },
      {
        ALT: () => {
          this.CONSUME(Name, NAME);
          this.OPTION(() => {
            this.CONSUME(Slash);
            this.SUBRULE(this.item);
          });
        },
      },
    ]);
  });

  readonly item = this.RULE('item', () => {
    this.CONSUME(Name, NAME);
  });

  readonly destination = this.RULE('destination', () => {
    this.SUBRULE(this.reference);
  });

  /** Whom `every` means: an entitlement or a tenant role. */
  readonly holders = this.RULE('holders', () => {
    this.phrase(Name);
  });

  readonly tenantRole = this.RULE('tenantRole', () => {
    this.phrase(Name);
  });

  readonly cause = this.RULE('cause', () => {
    this.phrase(AnyWord);
  });

  readonly spaceRole = this.RULE('spaceRole', () => {
    this.phrase(AnyWord);
  });

  /** Words up to whatever cannot be one of them, or one quoted text. */
  protected phrase(word: TokenType): void {
    this.OR([
      { ALT: () => this.CONSUME(Quoted, WORDS) },
      {
        ALT: () => {
          this.CONSUME1(word, WORDS);
          this.MANY(() => this.CONSUME2(word, WORDS));
        },
      },
    ]);
  }

  readonly spaceRoles = this.RULE('spaceRoles', () => {
    this.SUBRULE1(this.spaceRole);
    this.MANY(() => {
      this.CONSUME(Comma);
      this.SUBRULE2(this.spaceRole);
    });
  });

  readonly entitlement = this.RULE('entitlement', () => {
    this.OR(ENTITLEMENTS.map((word) => ({ ALT: () => this.CONSUME(k[word], WORDS) })));
  });
}
