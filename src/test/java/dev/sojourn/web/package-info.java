/** Tests of the edge towards HTTP, against hand-made requests and responses. */
package dev.sojourn.web;
