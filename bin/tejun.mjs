#!/usr/bin/env node
// The command `tejun`. Runs on the machine's own Node and hands over to the pinned one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb, install, node, root, serverNode } from '../scripts/prepare.mjs';

const [command, ...rest] = process.argv.slice(2);
const serves = command === 'serve' && !rest.some((word) => word === '--help' || word === '-h');
if (!existsSync(join(root, 'node_modules', '.tejun-installed')) || serves) install();
if (serves) buildWeb();
const entry = serves ? join(root, 'src', 'main.ts') : join(root, 'src', 'cli', 'main.ts');
const child = spawn(node(), [...(serves ? serverNode.arguments : []), entry, ...(serves ? rest : process.argv.slice(2))], {
  stdio: 'inherit',
  env: { ...(serves ? serverNode.environment : {}), ...process.env, TEJUN_FOLDER: process.env.TEJUN_FOLDER ?? root },
});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
process.on('SIGINT', () => {});
child.on('exit', (code) => process.exit(code ?? 1));
