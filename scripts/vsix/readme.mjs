// The README as VS Code's page of an extension can show it.

const IMAGE = /^!\[[^\]]*\]\((?![a-z]+:)[^)]*\)\n+/gmu;
const LINK = /\[([^\]]*)\]\((?![a-z]+:|#)[^)]*\)/gu;

/**
 * That page shows pictures that are on the web alone, and opens nothing of the package. So pictures of the repository are left out, and
 * of links into it the label stays.
 *
 * @param text Markdown
 */
export function readmeForPage(text) {
  return text.replace(IMAGE, '').replace(LINK, '$1');
}
