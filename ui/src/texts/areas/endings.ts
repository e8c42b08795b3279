import english from "../en/endings.ts";
import { know } from "../index.ts";

know(english);
