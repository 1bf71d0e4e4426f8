import type { Instant } from "../model/instant";

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** An instant as CloudWatch writes it in sentences, such as `Friday 22 July, 2022 15:57:45 UTC`. */
export function longDate(instant: Instant): string {
  const date = new Date(instant);
  const [day = "", month = ""] = [DAYS[date.getUTCDay()], MONTHS[date.getUTCMonth()]];
  const time = date.toISOString().slice(11, 19);
  return `${day} ${String(date.getUTCDate()).padStart(2, "0")} ${month}, ${date.getUTCFullYear()} ${time} UTC`;
}
