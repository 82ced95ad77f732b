import type { Proof } from '../../../../server/src/lsp/access/protocol.js';
import type { Link } from '../messages.js';
import { element, fill } from './dom.js';
import { GLYPHS } from './marks.js';

/** What the panel tells. */
export interface ProofEvents {
  readonly open: (link: Link) => void;
  readonly close: () => void;
}

/** Why a cell says what it says. */
export class ProofPanel {
  readonly #text = element('div', { class: 'proof-text', attributes: { tabindex: '0' } });
  readonly element = element('section', {
    class: 'proof',
    attributes: { 'aria-label': 'Explanation' },
  });

  constructor(private readonly events: ProofEvents) {
    const close = element('button', {
      class: 'close',
      text: '✕',
      attributes: {
        type: 'button',
        'aria-label': 'Close the explanation',
        title: 'Close (Escape)',
      },
    });
    close.addEventListener('click', events.close);
    this.element.append(close, this.#text);
    this.element.hidden = true;
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') events.close();
    });
  }

  /** @param takesFocus whether the keyboard is to be here */
  show(proof: Proof, takesFocus: boolean): void {
    this.element.hidden = false;
    const focused = this.#focused();
    fill(this.#text, proof.kind === 'problem' ? [problem(proof.message)] : this.#whole(proof));
    if (takesFocus) this.#text.focus();
    else if (focused !== undefined)
      (this.#links()[focused] ?? this.#text).focus({ preventScroll: true });
  }

  hide(): void {
    this.element.hidden = true;
    fill(this.#text, []);
  }

  #links(): readonly HTMLElement[] {
    return [...this.#text.querySelectorAll('button')];
  }

  /** Which link has the keyboard: it keeps it when the same proof comes again. */
  #focused(): number | undefined {
    if (!this.#text.contains(document.activeElement)) return undefined;
    return this.#links().findIndex((link) => link === document.activeElement);
  }

  #whole(proof: Extract<Proof, { kind: 'proof' }>): readonly Node[] {
    const { who, verdict, action, id, place, sections } = proof;
    return [
      element('h2', {
        children: [
          element('span', {
            class: `chip ${verdict}`,
            text: GLYPHS[verdict],
            attributes: { 'aria-hidden': 'true' },
          }),
          `${who}: ${verdict}`,
        ],
      }),
      element('p', {
        class: 'asked',
        children: [
          element('strong', { text: action }),
          ' (',
          element('code', { text: id }),
          ') on ',
          element('strong', { text: place }),
        ],
      }),
      ...sections.flatMap(({ heading, lines }) => [
        element('h3', { text: heading }),
        element('ul', {
          children: lines.map(({ text, source, link }) =>
            element('li', {
              children: [
                text,
                ...(link === undefined ? [] : [' ', this.#link(link)]),
                ...(source === undefined ? [] : [element('small', { text: source })]),
              ],
            }),
          ),
        }),
      ]),
    ];
  }

  #link(link: Link): HTMLElement {
    const made = element('button', {
      class: 'link',
      text: link.label,
      attributes: { type: 'button', title: 'Show this line of the policy' },
    });
    made.addEventListener('click', () => {
      this.events.open(link);
    });
    return made;
  }
}

function problem(message: string): Node {
  return element('p', { text: message });
}
