/** CPU units of a task: `1024`, or `1 vCPU`; undefined for what is neither. */
export function cpuUnitsOf(text: string): number | undefined {
  return amountOf(text, /^([\d.]+)\s*(vcpu)?$/i);
}

/** MiB of a task: `2048`, or `2 GB`; undefined for what is neither. */
export function mebibytesOf(text: string): number | undefined {
  return amountOf(text, /^([\d.]+)\s*(gb)?$/i);
}

/** A vCPU has 1024 units, and a GB has 1024 MiB. */
function amountOf(text: string, notation: RegExp): number | undefined {
  const [, digits, unit] = notation.exec(text.trim()) ?? [];
  const amount = Number(digits ?? Number.NaN);
  if (Number.isNaN(amount)) return undefined;
  return unit === undefined ? amount : amount * 1024;
}
