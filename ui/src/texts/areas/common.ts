import english from "../en/common.ts";
import { know } from "../index.ts";

know(english);
