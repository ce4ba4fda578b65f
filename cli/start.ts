/** `npm start`: build, serve, tell the address, and open the browser where there is a display. */
import { buildLab, serveLab } from './serve';
import { commands } from '../src/words/commands';

const DEFAULT_PORT = 4173;

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

console.log(commands.start.building);
await buildLab();
const { url } = await serveLab(DEFAULT_PORT, hasDisplay());
console.log(commands.start.at(url));
