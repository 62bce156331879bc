// npm start: installs what is missing, builds the web app, and becomes the server.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildWeb, install, node, root, serverNode } from './prepare.mjs';

install();
buildWeb();
const child = spawn(node(), [...serverNode.arguments, join(root, 'src', 'main.ts')], {
  cwd: root,
  stdio: 'inherit',
  env: { ...serverNode.environment, ...process.env },
});
// The terminal sends Ctrl-C to both; the server ends its work and this process waits for it. SIGTERM reaches only this one.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
process.on('SIGINT', () => {});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' ? 0 : 1)));
