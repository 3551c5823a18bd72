// Stands in for the default app of an official Electron: runs the application in the folder that is named on
// the command line, under that application's own name, version and path. Modules named by `-r` are loaded first.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const modules = [];
const words = process.argv.slice(1);
while (words[0]?.startsWith('-')) if (words.shift() === '-r') modules.push(words.shift());
if (!words[0]) throw new Error('Usage: electron [-r MODULE] FOLDER');

const folder = resolve(words[0]);
const application = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setName(application.productName ?? application.name);
app.setVersion(application.version);
app.setAppPath(folder);
for (const name of modules) createRequire(import.meta.url)(resolve(name));
await import(pathToFileURL(join(folder, application.main)).href);
