/** Prints the code of each failure, one a line. Arguments: search folders as URLs. */
for (const base of process.argv.slice(2)) {
  try {
    const {openSearch} = await import(new URL('docent.js', base));
    const search = await openSearch({base});
    await search.query('battery', {mode: 'keyword'});
    console.log('none');
  } catch (error) {
    console.log(error.code ?? error);
  }
}
