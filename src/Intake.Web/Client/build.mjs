// Builds the pages' assets: installs what the lock file names (once), checks the types, bundles scripts and styles,
// and draws the icons that the pages name into one sprite. Called by Client.targets; safe when two builds run at once.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { holdingLock } from './build/lock.mjs';
import { drawSprite } from './build/icons.mjs';

const client = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(client, '../wwwroot/assets'));
const modules = join(client, 'node_modules');
const entries = ['site.ts', 'chat.ts', 'charts.ts', 'wall.ts', 'site.css', 'chat.css', 'wall.css'];

await holdingLock(join(client, '.build-lock'), async () => {
  install();
  checkTypes();
  await bundle();
});

function install() {
  const stamp = join(modules, '.lock-digest');
  const digest = createHash('sha256').update(readFileSync(join(client, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-progress', '--loglevel=error']);
  writeFileSync(stamp, digest);
}

function checkTypes() {
  run(process.execPath, [join(modules, 'typescript/bin/tsc'), '--noEmit', '--pretty', 'false']);
}

async function bundle() {
  const { build } = await import('esbuild');
  const draft = join(modules, '.draft');
  rmSync(draft, { recursive: true, force: true });
  await build({
    absWorkingDir: client,
    entryPoints: entries,
    outdir: draft,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome100', 'firefox100', 'safari15.4'],
    // Line icons inside Tabler's style sheet stay data addresses, which the content security policy allows for images.
    loader: { '.svg': 'dataurl' },
    legalComments: 'none',
    logLevel: 'warning',
  });
  writeFileSync(join(draft, 'icons.svg'), drawSprite(join(client, '..'), join(modules, '@tabler/icons/icons')));
  moveInto(draft, output);
}

// Files are replaced one by one, each at once, so that a running server never sees a half-written one.
function moveInto(from, to) {
  mkdirSync(to, { recursive: true });
  const made = readdirSync(from);
  for (const name of made) renameSync(join(from, name), join(to, name));
  for (const name of readdirSync(to)) if (!made.includes(name)) rmSync(join(to, name), { recursive: true });
  rmSync(from, { recursive: true, force: true });
}

function run(program, args) {
  try {
    execFileSync(program, args, { cwd: client, stdio: ['ignore', 'inherit', 'inherit'] });
  } catch (failure) {
    console.error(`${relative(client, program) || program}: ${args.join(' ')} ended with ${failure.status ?? failure.code}`);
    process.exit(1);
  }
}
