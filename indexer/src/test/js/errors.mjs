/** Prints the code of each failure, one a line. Arguments: the engine that is to answer, search folders as URLs. */
const [, , engine, ...folders] = process.argv;
if (engine === 'js') delete globalThis.WebAssembly;
for (const base of folders) {
  try {
    const {openSearch} = await import(new URL('docent.js', base));
    const search = await openSearch({base});
    await search.query('battery', {mode: 'keyword'});
    console.log('none');
  } catch (error) {
    console.log(error.code ?? error);
  }
}
