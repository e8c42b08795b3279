import english from "../en/trust.ts";
import { know } from "../index.ts";

know(english);
