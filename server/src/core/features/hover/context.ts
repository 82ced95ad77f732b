import type { FilePlace, OpenPolicy } from '../../check.js';
import type { Engine } from '../../decide/engine.js';
import { filesOf } from '../../files-of.js';
import type { Matrix } from '../../matrix/matrix.js';
import type { World } from '../../model/world.js';
import type { Origin } from '../../syntax/policy/access.js';
import { PieceText } from '../../text/piece-text.js';
import { link } from './markdown.js';

/** A place in a file as a link: the words that are shown, and a URL or path that leads there. */
export interface PlaceLink {
  readonly label: string;
  readonly target: string;
}

export interface HoverOptions {
  /** How a place of the policy is linked. Default: `file:line`, to the path with `#L` and the line. */
  readonly link?: (place: FilePlace) => PlaceLink;
  /** The address of a rule's page; undefined where there is none. Default: there are none. */
  readonly rulePage?: (rule: string) => string | undefined;
}

/** What hovers are made from. */
export class HoverContext {
  private readonly linkOf: (place: FilePlace) => PlaceLink;
  readonly rulePage: (rule: string) => string | undefined;

  constructor(
    readonly open: OpenPolicy,
    { link: linkOf, rulePage }: HoverOptions,
  ) {
    this.linkOf = linkOf ?? lineLinks(open);
    this.rulePage = rulePage ?? (() => undefined);
  }

  get engine(): Engine {
    return this.open.engine;
  }

  get matrix(): Matrix {
    return this.engine.matrix;
  }

  get world(): World {
    return this.engine.world;
  }

  /** A link to a line of the policy, after a space; nothing where no line states it. */
  at(origin: Origin | undefined): string {
    const place = origin && this.open.locate(origin);
    if (place === undefined) return '';
    const { label, target } = this.linkOf(place);
    return ` ${link(label, target)}`;
  }
}

/** Links of the form `sales.spaceward.yaml:12`, lines counted from 1. */
export function lineLinks(
  open: Pick<OpenPolicy, 'policy' | 'config'>,
): (place: FilePlace) => PlaceLink {
  const maps = new Map<string, PieceText>();
  const mapOf = (path: string): PieceText => {
    let map = maps.get(path);
    if (map === undefined) {
      const file = filesOf(open).find((each) => each.path === path);
      map = file?.tree.source ?? PieceText.of('');
      maps.set(path, map);
    }
    return map;
  };
  return ({ path, span }) => {
    const line = mapOf(path).position(span.start).line + 1;
    return {
      label: `${path.slice(path.lastIndexOf('/') + 1)}:${line}`,
      target: `${path}#L${line}`,
    };
  };
}
