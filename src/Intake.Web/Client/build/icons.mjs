import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// How pages, tag helpers and tables in C# name an icon: <icon name="inbox" />, Icon: "inbox", Icon = "inbox".
const naming = /<icon\s+name="([a-z0-9-]+)"|\bIcon(?::|\s*=)\s*"([a-z0-9-]+)"/g;

/** One SVG whose symbols are the icons that the sources name, each an outline icon of Tabler. */
export function drawSprite(sources, icons) {
  const names = new Set();
  for (const file of pagesAndCode(sources)) {
    for (const match of readFileSync(file, 'utf8').matchAll(naming)) names.add(match[1] ?? match[2]);
  }
  const symbols = [...names].sort().map(name => symbolOf(name, icons));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`;
}

function symbolOf(name, icons) {
  const file = join(icons, 'outline', `${name}.svg`);
  if (!existsSync(file)) throw new Error(`There is no icon "${name}" among Tabler's outline icons.`);
  const drawing = readFileSync(file, 'utf8')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '')
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '')
    .replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${drawing}</symbol>`;
}

function* pagesAndCode(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (['bin', 'obj', 'node_modules', 'wwwroot', 'Client'].includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* pagesAndCode(path);
    else if (/\.(cshtml|cs)$/.test(entry.name)) yield path;
  }
}
