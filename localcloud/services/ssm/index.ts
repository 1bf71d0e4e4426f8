import type { CloudService } from "../../model/resource-type";
import { getParameter } from "./get-parameter";

export const SSM: CloudService = { functions: [getParameter] };
