import { type Principal, principalText, readsAsOther } from '../model/world.js';

/** A principal as the whole of a scalar: the word `user` stands before a name that reads as something else. */
export function writtenPrincipal(principal: Principal): string {
  const text = principalText(principal);
  return principal.kind === 'user' && readsAsOther(text) ? `user ${text}` : text;
}
