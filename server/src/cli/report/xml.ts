import { printable, printableLine } from '../terminal.js';

/** An element of an XML document: attributes in order, then elements or text. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly XmlElement[] | string;
}

/**
 * An XML 1.0 document. Characters that XML forbids, and others that can't be seen, are shown as escapes; a text keeps its
 * line ends.
 */
export function xmlText(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, '')}`;
}

function elementText({ name, attributes, children = [] }: XmlElement, indent: string): string {
  const list = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(printableLine(String(value)))}"`)
    .join('');
  if (children.length === 0) return `${indent}<${name}${list}/>\n`;
  const inside =
    typeof children === 'string'
      ? escaped(printable(children))
      : `\n${children.map((child) => elementText(child, `${indent}  `)).join('')}${indent}`;
  return `${indent}<${name}${list}>${inside}</${name}>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text in which nothing is markup, of XML or HTML, in an attribute or outside. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => ENTITIES[character] ?? character);
}
