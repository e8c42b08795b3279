import english from "../en/selfcheck.ts";
import { know } from "../index.ts";

know(english);
