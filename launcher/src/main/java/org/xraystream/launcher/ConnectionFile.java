package org.xraystream.launcher;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.xraystream.command.StackConnection;
import org.xraystream.stack.SecretFile;

/** The settings with which a service or a client of the user's joins a running stack; holds secrets. */
final class ConnectionFile {
    private ConnectionFile() {}

    static Path write(Path dataDirectory, Map<String, Object> connections) throws IOException {
        ConfigRenderOptions readable =
                ConfigRenderOptions.defaults().setOriginComments(false).setJson(false);
        String text = ConfigFactory.parseMap(connections).root().render(readable);
        return SecretFile.create(dataDirectory.toAbsolutePath().resolve(StackConnection.FILE), text);
    }
}
