import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Loaded into a server process before the program (`--import`): the file `moved-ms` in its home says by how many milliseconds its clock
 * is moved. The product has no such switch; this is the clock of the machine as the program sees it.
 */
const file = join(process.env.TEJUN_HOME!, 'moved-ms');
const RealDate = Date;
const read = (): number => {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
};
let movedMs = read();
setInterval(() => {
  movedMs = read();
}, 50).unref();

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [RealDate.now() + movedMs] : args, newTarget) as object,
  get: (target, name) => (name === 'now' ? () => RealDate.now() + movedMs : Reflect.get(target, name)),
});
