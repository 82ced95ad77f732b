export type SpaceType = 'shared' | 'managed' | 'data' | 'personal';

/** Which role lists the members of a space of some type are given. None of them says what another one in its place says already. */
interface Roles {
  /** Of groups, and of people who have nothing in the space otherwise. */
  readonly ordinary: readonly string[];
  /** Of people who may be in one of the groups besides: more than any group has. */
  readonly strong: readonly string[];
  /** Of those whom one app is shared with. */
  readonly share: readonly string[];
}

export const ROLES: Readonly<Record<SpaceType, Roles>> = {
  shared: {
    ordinary: ['can view', 'can view, can consume data', 'can consume data', 'Can View'],
    strong: ['can manage', 'can edit data in applications', 'can edit', 'Can manage'],
    share: ['can view'],
  },
  managed: {
    ordinary: [
      'can view',
      'has restricted view',
      'can contribute',
      'has restricted view, can consume data',
      'can consume data',
    ],
    strong: ['can manage', 'can operate', 'can publish'],
    share: ['can view', 'can contribute', 'has restricted view'],
  },
  data: {
    ordinary: ['can consume data', 'can view data', 'can view'],
    strong: ['can edit', 'can operate', 'can manage'],
    share: [],
  },
  personal: { ordinary: [], strong: [], share: [] },
};

const OPENS_NO_APPS = /^(?:can consume data|can publish)$/iu;

/** Whether somebody with these roles can open the apps of a shared or managed space. */
export function opensApps(roles: string): boolean {
  return !OPENS_NO_APPS.test(roles);
}

const MANAGES = /^can manage$/iu;

export function manages(roles: string): boolean {
  return MANAGES.test(roles);
}
