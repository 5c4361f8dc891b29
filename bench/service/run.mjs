// One workload of the service in a process of its own; what it measured as JSON.
const { measure } = await import(`./${process.argv[2]}.mjs`);
const results = await measure();
process.stdout.write(JSON.stringify(results), () => process.exit(0));
