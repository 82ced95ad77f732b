// The suites: what is tested in which VS Code.
import { activationTests } from './activation.js';
import { commandTests } from './commands.js';
import { configTests } from './config.js';
import { diagnosticTests } from './diagnostics.js';
import { featureTests } from './features.js';
import { oddTests } from './odd.js';
import { quickFixTests } from './quick-fixes.js';
import { refactoringTests } from './refactorings.js';
import { renameTests } from './rename.js';
import { shownTests } from './shown.js';

/** Defines tests. */
export type Suite = readonly (() => void)[];

/** What holds in every VS Code. That the extension is loaded comes first. */
export const EVERYWHERE: Suite = [
  activationTests,
  diagnosticTests,
  configTests,
  featureTests,
  shownTests,
  oddTests,
  quickFixTests,
  refactoringTests,
  renameTests,
  commandTests,
];
