import english from "../en/people.ts";
import { know } from "../index.ts";

know(english);
