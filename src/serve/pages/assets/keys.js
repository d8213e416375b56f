// Keys for who reads much. Every page works without this.
"use strict";
