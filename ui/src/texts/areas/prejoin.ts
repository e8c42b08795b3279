import english from "../en/prejoin.ts";
import { know } from "../index.ts";

know(english);
