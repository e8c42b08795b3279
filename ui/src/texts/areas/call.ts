import english from "../en/call.ts";
import { know } from "../index.ts";

know(english);
