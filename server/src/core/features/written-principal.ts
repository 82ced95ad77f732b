import { type Principal, principalText } from '../model/world.js';

/** A principal as the whole of a scalar: the word `user` stands before a name that reads as something else. */
export function writtenPrincipal(principal: Principal): string {
  const text = principalText(principal);
  const isUser = principal.kind === 'user';
  return isUser && /^(?:user|group)(?:\s|$)|^everyone$|^anyone with the link$/iu.test(text)
    ? `user ${text}`
    : text;
}
