/** As the IANA time zone database writes it: AWS reads `Europe/Bucharest`, and not `europe/bucharest`. */
export { isTimeZone } from "../../../components/shared/time-zones";
