// Programs of the system that tests need, from Debian's packages.
import { run } from './command.mjs';

const TRIES = 3;

/**
 * Installs packages; to be called as root, on Debian.
 *
 * @param what what they are, for messages
 */
export async function installPackages(what, packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // Another program may be installing something.
  const wait = ['-o', 'DPkg::Lock::Timeout=60', '-o', 'Acquire::Retries=3'];
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  // Lists that can't be had are a mistake only where the packages can't be had either.
  const strict = ['-o', 'APT::Update::Error-Mode=any'];
  const update = (tries) =>
    run('lists of packages', 'apt-get', [...wait, ...strict, 'update', '-qq'], {
      env,
      seconds: 120,
      tries,
    }).catch(({ message }) => console.log(message));
  await update(TRIES);
  await run(what, 'apt-get', [...wait, ...install], {
    env,
    seconds: 240,
    tries: TRIES,
    // A try that was cut short leaves packages half-way; lists grow old.
    async before() {
      await run('packages half-way', 'dpkg', ['--configure', '-a'], { env, seconds: 120 });
      await update(1);
    },
  });
}
