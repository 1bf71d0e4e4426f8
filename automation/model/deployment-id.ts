/** A new id of a deployment, which sorts by time: `20261130-125901-4f2a`. */
export function deploymentId(now: Date, random: () => number = Math.random): string {
  const [date = "", time = ""] = now.toISOString().split(/[T.]/);
  const suffix = Math.floor(random() * 0x10000);
  return `${date.replaceAll("-", "")}-${time.replaceAll(":", "")}-${suffix.toString(16).padStart(4, "0")}`;
}
