/** `npm start`: build, serve, tell the address, and open the browser where there is a display. */
import { terminalCode } from './lan/terminalCode';
import { serveLan, type ServedLan } from './lan/serveLan';
import { buildLab, serveLab } from './serve';
import { ArgumentError, parseStartArguments, type StartArguments } from './startArguments';
import { commands } from '../src/words/commands';

const say = commands.start;

/** Of this machine's page and of the class's. */
const PORTS = { own: 4173, lan: 4174 };

async function main(): Promise<void> {
  const given = parseStartArguments(process.argv.slice(2));
  if (given === 'help') return console.log(say.help);
  console.log(say.building);
  await buildLab();
  const lan = await openToClass(given);
  const { url } = await serveLab(PORTS.own, { open: hasDisplay(), lan });
  if (Number(new URL(url).port) !== PORTS.own) console.log(say.portTaken(PORTS.own));
  console.log(say.at(url));
  if (lan) tellClass(lan, given);
}

/** @throws ArgumentError where there is no network */
async function openToClass({ lan }: StartArguments): Promise<ServedLan | null> {
  if (lan === 'nobody') return null;
  const served = await serveLan(PORTS.lan, lan === 'https');
  if (!served) throw new ArgumentError(say.noNetwork);
  return served;
}

function tellClass({ urls: [first, ...others] }: ServedLan, { lan }: StartArguments): void {
  console.log(say.classAt(first));
  if (process.stdout.isTTY) console.log(terminalCode(first));
  if (others.length > 0) console.log(say.alsoAt(others));
  console.log(lan === 'https' ? say.overHttps : say.overHttp);
  console.log(say.unreached);
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof ArgumentError ? error.message : error);
  process.exit(1);
}
