import { openStore } from '../open.js';
import { EventStoreDbStandIn } from './stand-in.js';

/** The stand-in as a program of its own, which can be killed: `stand-in-program FILE PORT` keeps its events in a file and says where it is served. */
const [file = '', port = '0'] = process.argv.slice(2);
const standIn = await EventStoreDbStandIn.start(await openStore(file), Number(port));
process.stdout.write(`${standIn.setting}\n`);
