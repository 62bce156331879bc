import { parseArgs } from 'node:util';
import { citedCases } from '../../src/overview/index.ts';
import { walk } from '../walks/walk.ts';

/** Walks over the states of every kind of case, straight into the tables as the application's role. Prints one JSON last. */
const { values: given } = parseArgs({
  options: { steps: { type: 'string', default: '1000000' }, kind: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const found = [];
for (const kind of citedCases.filter(({ id }) => given.kind === undefined || id === given.kind)) {
  const start = performance.now();
  const { illegal, wrongly, ...rest } = await walk(kind, Number(given.steps), Number(given.seed));
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  for (const problem of [...illegal, ...wrongly].slice(0, 5)) console.error(problem);
  found.push({ ...rest, seconds, illegal: illegal.length, wrongly: wrongly.length });
  console.error(JSON.stringify(found.at(-1)));
}
console.log(JSON.stringify({ walks: found }));
process.exit(found.every(({ illegal, wrongly }) => illegal + wrongly === 0) ? 0 : 1);
