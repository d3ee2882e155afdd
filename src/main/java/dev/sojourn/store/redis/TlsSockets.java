package dev.sojourn.store.redis;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Puts TLS over plain sockets. Safe for many threads. */
final class TlsSockets {

    private final SSLSocketFactory factory;
    private final boolean checkHost;

    TlsSockets(RedisTls tls) {
        this.factory = TlsMaterial.context(tls).getSocketFactory();
        this.checkHost = tls.checkHost();
    }

    /** After the handshake, in the time of the plain one. */
    Socket over(Socket plain, RedisNode node) throws IOException {
        SSLSocket secure = (SSLSocket) factory.createSocket(plain, node.host(), node.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        if (checkHost) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }
}
