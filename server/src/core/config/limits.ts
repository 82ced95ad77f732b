import type { Matrix } from '../matrix/matrix.js';

/** How many shares a tenant takes, and from which part of that on it is near. */
export interface ShareLimits {
  readonly perApplication: number;
  readonly perPrincipal: number;
  readonly perSpace: number;
  /** A part of the limit, between 0 and 1. */
  readonly near: number;
}

/** A limit as a configuration states it. */
export interface LimitKey {
  readonly limit: keyof ShareLimits;
  readonly summary: string;
  /** The highest number. */
  readonly most?: number;
  /** How many of these make the whole; default: 1. */
  readonly parts?: number;
}

/** The keys under `limits`. */
export const LIMIT_KEYS: Readonly<Record<string, LimitKey>> = {
  'shares-per-application': { limit: 'perApplication', summary: 'Most shares of one app.' },
  'shares-per-principal': {
    limit: 'perPrincipal',
    summary: 'Most shares of one user or group in a space.',
  },
  'shares-per-space': { limit: 'perSpace', summary: 'Most shares in a space.' },
  near: {
    limit: 'near',
    summary: 'From which part of a limit on near-limit reports, in per cent.',
    most: 100,
    parts: 100,
  },
};

/** The limits where a configuration states none. */
export function defaultLimits({ data: { limits } }: Matrix): ShareLimits {
  return {
    perApplication: limits.sharesPerApplication,
    perPrincipal: limits.sharesPerPrincipalInSpace,
    perSpace: limits.sharesPerSpace,
    near: 0.8,
  };
}
