import type { CloudService } from "../../model/cloud-service";
import { getParameter } from "./get-parameter";

export const SSM: CloudService = { functions: [getParameter] };
