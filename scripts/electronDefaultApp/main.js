// Stands in for the default app of an official Electron: runs the application in the folder that is named on
// the command line, under that application's own name, version and path.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) throw new Error('Usage: electron FOLDER');

const application = JSON.parse(readFileSync(join(resolve(folder), 'package.json'), 'utf8'));
app.setName(application.productName ?? application.name);
app.setVersion(application.version);
app.setAppPath(resolve(folder));
await import(pathToFileURL(join(resolve(folder), application.main)).href);
