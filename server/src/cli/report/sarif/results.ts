import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Checked, Diagnostic, FilePlace } from '../../../core/check.js';
import { safeFixes } from '../../../core/features/code-actions/safe-fixes.js';
import type { CodeAction } from '../../../core/features/code-actions/types.js';
import type { Range } from '../../../core/text/line-map.js';
import { printableLine } from '../../terminal.js';
import type { Positions } from '../positions.js';
import { Fingerprints } from './fingerprints.js';
import { LEVELS, RULE_INDEX } from './rules.js';

/** What relative addresses of files start from: the name that consumers know the checkout by. */
export const BASE = '%SRCROOT%';

/** What was found in a policy; the policy holds the nodes of its files. Silenced diagnostics are there, marked as such. */
export function resultsOf(policy: Checked, positions: Positions): readonly object[] {
  const fingerprints = new Fingerprints(policy);
  return policy.diagnostics.map((diagnostic) => {
    const { rule, severity, message, related } = diagnostic;
    const index = RULE_INDEX.get(rule);
    const fixes = safeFixes(policy, diagnostic);
    const fingerprint = fingerprints.of(diagnostic);
    return {
      ruleId: rule,
      ...(index !== undefined && { ruleIndex: index }),
      level: LEVELS[severity],
      message: plainMessage(message),
      locations: [location(positions, diagnostic)],
      ...(related.length > 0 && {
        relatedLocations: related.map((other, id) => ({
          id,
          ...location(positions, other),
          message: plainMessage(other.message),
        })),
      }),
      // GitHub tells results apart by the second name, which otherwise is made from the text of the line.
      partialFingerprints: { 'spaceward/v1': fingerprint, primaryLocationLineHash: fingerprint },
      ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixOf(positions, fix)) }),
      // The format wants them of all results or of none.
      suppressions: suppressionsOf(diagnostic),
    };
  });
}

function suppressionsOf({ suppressed, baselined }: Diagnostic): readonly object[] {
  if (suppressed !== undefined)
    return [{ kind: 'inSource', justification: printableLine(suppressed) }];
  if (baselined === undefined) return [];
  return [{ kind: 'external', justification: printableLine(baselined) }];
}

/**
 * A message that is taken as it is: SARIF reads `[text](target)` as a link and `{0}` as a placeholder, and has escapes
 * for both.
 */
export function plainMessage(text: string): { readonly text: string } {
  return {
    text: text
      .split('\n')
      .map(printableLine)
      .join('\n')
      .replace(/\](?=\()/gu, '\\]')
      .replace(/\{(\d+)\}/gu, '{{$1}}'),
  };
}

function location(positions: Positions, place: FilePlace): object {
  return {
    physicalLocation: {
      artifactLocation: artifactLocation(place.path),
      region: region(positions.range(place)),
    },
  };
}

/** The address of a file: relative to where the check was run, or absolute where the file isn't beneath. */
function artifactLocation(path: string): object {
  return /^(?:\.\.(?:\/|$)|\/|[A-Za-z]:\/)/u.test(path)
    ? { uri: pathToFileURL(resolve(path)).href }
    : { uri: path.split('/').map(encoded).join('/'), uriBaseId: BASE };
}

/** A name in a path, as it stands in a URI. */
function encoded(name: string): string {
  return encodeURIComponent(name.replace(/\p{Cs}/gu, '\uFFFD'));
}

function region({ start, end }: Range): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function fixOf(positions: Positions, { title, edits }: CodeAction): object {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: plainMessage(title),
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifactLocation(path),
      replacements: edits
        .filter((edit) => edit.path === path)
        .map((edit) => ({
          deletedRegion: region(positions.range(edit)),
          insertedContent: { text: edit.newText },
        })),
    })),
  };
}
