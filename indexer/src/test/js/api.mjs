/** Uses an opened search as programs do and prints what comes of it. Argument: the search folder of a site searched by words only, as URL. */
import {getEventListeners} from 'node:events';

const [, , base] = process.argv;
const {openSearch} = await import(new URL('docent.js', base));
const search = await openSearch({base});

// Nobody waits for this, and it fails.
search.warm('semantic');
await new Promise(resolve => setImmediate(resolve));
console.log('warm:', await search.warm().catch(error => error.code));

const {signal} = new AbortController();
for (let i = 0; i < 20; i++) await search.query('valve', {signal});
console.log('listeners:', getEventListeners(signal, 'abort').length);

const {hits, facets} = await search.query('valve');
console.log('filters:', JSON.stringify(hits[0].filters), JSON.stringify(facets));
console.log('filtered:', (await search.query('valve', {filters: {constructor: 'yes', kind: ['guide']}})).total);

const aborting = new AbortController();
const aborted = search.query('valve pump', {signal: aborting.signal}).catch(error => error.code);
aborting.abort();
console.log('aborted:', await aborted);

const pending = search.query('pump').catch(error => error.code);
search.close();
console.log('closed:', await pending, await search.query('pump').catch(error => error.code), search.stats().chunks);
