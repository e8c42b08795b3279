import english from "../en/console.ts";
import { know } from "../index.ts";

know(english);
