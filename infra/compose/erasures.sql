-- Run once, when the server of the keys is made: the record of erasures lies in a database of its own, which no dump of the keys holds.
CREATE DATABASE erasures;
